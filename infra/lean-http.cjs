/**
 * Stands for `node:http` in the bundles. An ES import of that makes Node read every export of it, and for WebSocket all of
 * undici: some 30 ms of a cold start, which @middy/util would pay for a list of status codes. This way nothing is read that
 * is not used. CommonJS, so that it has all names that a library may ask for.
 */
module.exports = process.getBuiltinModule('node:http');
