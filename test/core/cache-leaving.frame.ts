// In a frame of its own: writes what a busy client writes all the time, then what a person has just sent, and says so.
import { IdbCache } from '../../core/cache/idb.js';
import { entry, message, putMessages, SCOPE } from '../contracts/cache/kit.js';

const number = Number(new URL(import.meta.url).searchParams.get('number'));
const ignore = () => undefined;

const cache = new IdbCache();
await cache.open({ ...SCOPE, app: 'leaving' });
await cache.outbox.all();
const busy = Array.from({ length: 200 }, (_, at) => message(`b${number}-${at}`, at + 1));
cache.write(putMessages(...busy)).catch(ignore);
cache.outbox.put(entry(`m${number}`, number), putMessages(message(`m${number}`))).catch(ignore);
// A task later whoever looks at the page has seen the row.
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => parent.postMessage({ written: number }, '*');
port2.postMessage(0);
