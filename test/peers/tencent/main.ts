// Started by the test runner: says its port on a line of its own, and ends with whoever started it.
import { startPeer } from './server.js';

const { port } = await startPeer();
console.log(port);
process.stdin.resume().on('end', () => process.exit(0));
