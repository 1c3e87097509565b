export { host } from './_rong-host.js';
