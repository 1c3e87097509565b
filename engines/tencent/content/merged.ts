import type { WireContent } from '../../../core/model/index.js';
import type { Element, Native } from './native.js';

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const objects = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

/** A bundle that another client of the vendor sent on. Ours travel whole, as custom elements: theirs lose what they cannot hold. */
export const merged = (read: (element: Element) => WireContent): Native => ({
  write: () => undefined,
  read({ title, abstractList, messageList }) {
    const messages = objects(messageList).map(({ from, nick, time, messageBody, type, payload }) => {
      const [first] = objects(messageBody);
      const element = first ?? { type, payload };
      const inner = { type: string(element.type), payload: Object(element.payload ?? element.content) };
      const name = string(nick);
      const sentAt = (typeof time === 'number' ? time : 0) * 1000;
      return { senderId: string(from), ...(name && { name }), sentAt, content: read(inner) };
    });
    const abstracts = strings(abstractList);
    const whole = messages.length > 0 ? { count: messages.length, messages } : { count: Math.max(1, abstracts.length) };
    return { kind: 'merged', title: string(title), abstracts, ...whole };
  },
});
