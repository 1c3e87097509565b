import type { OpName, Ops, ServerFrame, WireError } from '../../hub/protocol/index.js';
import type { Hub } from '../../hub/service/index.js';

export type Call = <O extends OpName>(op: O, args: Ops[O]['args']) => Promise<Ops[O]['result']>;

const failure = ({ code, message }: WireError): Error => Object.assign(new Error(message), { code });

/** A connection to a hub of this process: calls with answers, nothing of what is pushed. */
export function callerOf(hub: Hub): { readonly call: Call; close(): void } {
  const waiting = new Map<number, (frame: Extract<ServerFrame, { id: number }>) => void>();
  const connection = hub.connect({
    send: (frame) => {
      if ('id' in frame) waiting.get(frame.id)?.(frame);
    },
    close: () => undefined,
  });
  let id = 0;
  const call: Call = (op, args) =>
    new Promise((resolve, reject) => {
      id += 1;
      waiting.set(id, (frame) => (frame.ok ? resolve(frame.result as never) : reject(failure(frame.error))));
      connection.receive({ id, op, args });
    });
  return { call, close: () => connection.closed() };
}
