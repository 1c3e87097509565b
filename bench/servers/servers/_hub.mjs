// `node _hub.mjs <StartOptions as JSON>`: the built hub as a process of its own. Prints its address; ends with its standard input.
import { startHub } from '../../../dist/hub/host/node/index.js';

const running = await startHub(JSON.parse(process.argv[2]));
process.stdin.on('end', async () => {
  await running.close();
  process.exit();
});
process.stdin.resume();
console.log(running.url);
