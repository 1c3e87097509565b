import type { ServerFrame, WireEvent } from '../protocol/index.js';

const texts = new WeakMap<WireEvent, string>();

/** JSON of an event, made once: its length says how much is told at a time, and many may hear the same. */
export const textOfEvent = (event: WireEvent): string => {
  const text = texts.get(event) ?? JSON.stringify(event);
  texts.set(event, text);
  return text;
};

/** As `JSON.stringify(frame)`, with what was made before. */
export const textOfPush = ({ push, ...rest }: Extract<ServerFrame, { push: unknown }>): string => {
  const events = push.map((event) => texts.get(event) ?? JSON.stringify(event));
  const others = JSON.stringify(rest);
  return `{"push":[${events.join()}]${others === '{}' ? '}' : `,${others.slice(1)}`}`;
};
