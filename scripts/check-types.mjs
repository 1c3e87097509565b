// npm run types: the whole tree under the strict compiler.
import { runBin } from './lib/run.mjs';

const { code, output } = await runBin('tsc', ['--noEmit', '-p', 'tsconfig.json', '--pretty', 'false']);
process.stdout.write(output);
process.exitCode = code;
