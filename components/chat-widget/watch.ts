import { knownVisitor } from './identity.js';

/** Tells the count of unread messages to a closed widget, if its visitor has been here before. Answers the way out. */
export function watch(widget: HTMLElement, tell: (count: number) => void): () => void {
  const visitor = knownVisitor(widget);
  const engine = widget.getAttribute('engine') ?? 'hub';
  if (!visitor || widget.hasAttribute('user-id') || engine !== 'hub') return () => {};
  const stop = new AbortController();
  const url = widget.getAttribute('url') ?? undefined;
  const name = `im-unread:${visitor.user}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => typeof data === 'number' && tell(data);
  const say = (count: number): void => {
    tell(count);
    channel.postMessage(count);
  };
  // One tab asks for all of them.
  const lead = async (): Promise<void> => {
    const { watchUnread } = await import('../../engines/hub/watch.js');
    await watchUnread({ url, token: visitor.token, tell: say, signal: stop.signal });
  };
  const locks = navigator.locks;
  void (locks ? locks.request(name, { signal: stop.signal }, lead) : lead()).catch(() => {});
  return () => {
    stop.abort();
    channel.close();
  };
}
