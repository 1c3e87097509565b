export { type EngineSettings, registerEngine } from './components/shared/engines.js';
export { registerLocale } from './components/shared/languages.js';
export * from './core/index.js';
