// Loaded before each test file: node:test names the file that called `it`, which for a contract is not the file that ran.
// What a process writes comes to the reporter in its place among the tests, with the file it is from.
import { isMainThread } from 'node:worker_threads';

if (process.env.NODE_TEST_CONTEXT && isMainThread) process.stdout.write(`${process.argv[1]}\n`);
