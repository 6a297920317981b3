// Answers timing requests, a JSON line each, with feelin. Copied beside its node_modules to run.
import { createInterface } from 'node:readline';
import * as feelin from 'feelin';

const TIMED = {
  parse: (text) => feelin.parseExpression(text, {}),
  evaluate: (text) => feelin.evaluate(text, {}),
};

function tagged(value) {
  if (value === null || value === undefined) return ['null'];
  if (typeof value === 'boolean') return ['boolean', value];
  if (typeof value === 'number') return ['number', String(value)];
  if (typeof value === 'string') return ['string', value];
  if (Array.isArray(value)) return ['list', value.map(tagged)];
  if (['FeelDate', 'FeelTime', 'FeelDateTime', 'FeelDuration'].includes(value.constructor?.name)) {
    return ['temporal', String(value)];
  }
  if (value.constructor === Object) {
    return ['context', Object.entries(value).map(([key, part]) => [key, tagged(part)])];
  }
  return ['other', String(value)];
}

function answer({ what, text, calls }) {
  const timed = TIMED[what];
  try {
    const first = timed(text);
    const start = process.hrtime.bigint();
    for (let call = 0; call < calls; call += 1) timed(text);
    const nanoseconds = Number(process.hrtime.bigint() - start) / calls;
    return { nanoseconds, value: what === 'evaluate' ? tagged(first.value) : null };
  } catch (error) {
    return { failed: error instanceof feelin.SyntaxError ? 'unparsed' : 'crashed' };
  }
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
