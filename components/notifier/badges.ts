/** What may count: several clients on a page are summed. */
type Counts = Map<object, number>;

const sum = (counts: Counts): number => [...counts.values()].reduce((all, one) => all + one, 0);

const titles: Counts = new Map();
let said: { readonly mark: string; readonly title: string } | undefined;
let format: (count: number) => string = String;
let watcher: MutationObserver | undefined;

/** The page's own title, also where the page has changed it since. */
const bare = (): string => {
  const { title } = document;
  return said && title.startsWith(said.mark) ? title.slice(said.mark.length) : title;
};

const write = (): void => {
  const count = sum(titles);
  const own = bare();
  const mark = count > 0 ? `(${format(count)}) ` : '';
  said = mark ? { mark, title: mark + own } : undefined;
  if (document.title !== mark + own) document.title = mark + own;
};

/** How many are unread, before the title of the page, such as `(3) Shop`; 0: the title as it was. */
export function titleBadge(of: object, count: number, say: (count: number) => string): void {
  if (count > 0) titles.set(of, count);
  else if (!titles.delete(of)) return;
  format = say;
  write();
  if (titles.size === 0) {
    watcher?.disconnect();
    watcher = undefined;
  } else if (!watcher) {
    // A page that says something else keeps the count before it.
    watcher = new MutationObserver(() => {
      if (document.title !== said?.title) write();
    });
    watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
  }
}

const icons: Counts = new Map();

/** The same on the icon of an installed page, where the browser can. */
export function appBadge(of: object, count: number): void {
  if (count > 0) icons.set(of, count);
  else if (!icons.delete(of)) return;
  const all = sum(icons);
  const set = all > 0 ? navigator.setAppBadge?.(all) : navigator.clearAppBadge?.();
  // Not installed, or not allowed: nothing to show it on.
  set?.catch(() => {});
}
