/**
 * How this browser tells of messages: one's own choice, kept here and not at the back end, the same in all tabs.
 * `<im-notifier>` obeys it, `<im-settings>` shows it. Where the browser keeps nothing, it holds until the page goes.
 */
export interface LocalAlerts {
  /** A short sound. Default true. */
  readonly sound: boolean;
  /** Notifications of the system while the page is not seen. Default false: turned on by `askDesktop`. */
  readonly desktop: boolean;
  /** How many are unread, before the page's title. Default true. */
  readonly titleBadge: boolean;
  /** The same on the icon of an installed page. Default true. */
  readonly appBadge: boolean;
  /** The words of the message in notifications, where the account's settings allow it too. Default true. */
  readonly detail: boolean;
}

const KEY = 'im-local-alerts';
const USUAL: LocalAlerts = { sound: true, desktop: false, titleBadge: true, appBadge: true, detail: true };

const listeners = new Set<() => void>();
/** What this page has set, where it cannot be kept. */
let unkept: LocalAlerts | undefined;
let read: { readonly text: string | null; readonly value: LocalAlerts } | undefined;

const parsed = (text: string | null): LocalAlerts => {
  let given: unknown;
  try {
    given = JSON.parse(text ?? '{}');
  } catch {
    // Somebody else's words: as if there were none.
  }
  const of = (typeof given === 'object' ? given : undefined) as Partial<Record<keyof LocalAlerts, unknown>> | null;
  const pick = (name: keyof LocalAlerts): boolean => {
    const value = of?.[name];
    return typeof value === 'boolean' ? value : USUAL[name];
  };
  return {
    sound: pick('sound'),
    desktop: pick('desktop'),
    titleBadge: pick('titleBadge'),
    appBadge: pick('appBadge'),
    detail: pick('detail'),
  };
};

/** As it is now; the same object until it changes. Never throws. */
export const localAlerts = (): LocalAlerts => {
  if (unkept) return unkept;
  let text: string | null = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    // Blocked, or not in a page.
  }
  if (read?.text !== text || !read) read = { text, value: parsed(text) };
  return read.value;
};

/** Fields left out stay. Never throws. `desktop: true` alone asks nobody: `askDesktop` does. */
export const setLocalAlerts = (patch: Partial<LocalAlerts>): void => {
  const next = parsed(JSON.stringify({ ...localAlerts(), ...patch }));
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
    unkept = undefined;
  } catch {
    unkept = next;
  }
  for (const listener of [...listeners]) listener();
};

const stored = ({ key }: StorageEvent): void => {
  if (key === KEY || key === null) for (const listener of [...listeners]) listener();
};

/** Calls when it has changed, here or in another tab. Answers the way out. */
export const onLocalAlerts = (listener: () => void): (() => void) => {
  if (listeners.size === 0) globalThis.addEventListener?.('storage', stored);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) globalThis.removeEventListener?.('storage', stored);
  };
};

/** What the browser says about notifications of the system; `unsupported`: it has none, or not on this page. */
export const desktopState = (): NotificationPermission | 'unsupported' =>
  typeof Notification === 'undefined' || !globalThis.isSecureContext ? 'unsupported' : Notification.permission;

/**
 * Turns notifications of the system on, and has the browser ask where it must: only while a person does something
 * (a click), or browsers refuse. Answers whether they are on now; never throws.
 */
export const askDesktop = async (): Promise<boolean> => {
  const state = desktopState();
  let allowed = state === 'granted';
  if (state === 'default') {
    try {
      allowed = (await Notification.requestPermission()) === 'granted';
    } catch {
      allowed = false;
    }
  }
  setLocalAlerts({ desktop: allowed });
  return allowed;
};
