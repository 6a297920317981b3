"""Source text, spans, bilingual diagnostics, spelling hints and their renderers.

Knows neither YAML nor FEEL.
"""
