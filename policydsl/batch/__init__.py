"""Many institutions at once: tables read, checked, evaluated and written, part by part."""
