import { stream } from './_stream.js';

stream({
  isVirtual: false,
  note: 'MessageList over an offline client: its requests are answered in the page; it asks for older messages within 500 px of the top',
});
