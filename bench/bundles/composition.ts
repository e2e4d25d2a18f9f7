/** Bundled beside the functions, so that their first call can be measured up to the moment at which it has its adapters. */
export { composeRuntime } from '#functions/runtime.ts';
