export { base, buttons } from './base.styles.js';
export { tokens } from './tokens.styles.js';
