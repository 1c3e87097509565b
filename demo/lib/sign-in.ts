/** The demo's own small back end knows its people and signs their tokens; a real site uses its own session. */
export async function tokenFor(user: string): Promise<string> {
  const response = await fetch('/demo/api/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  const answer = (await response.json()) as { token?: string; message?: string };
  if (!answer.token) throw new Error(answer.message ?? `the demo's back end answered ${response.status}`);
  return answer.token;
}

/** `?theme=dark&dir=rtl&lang=ar` on any demo page. */
export function pageSettings(): void {
  const { documentElement: root } = document;
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.scheme = theme;
  const lang = query.get('lang');
  if (lang) root.lang = lang;
  const dir = query.get('dir') ?? (lang === 'ar' ? 'rtl' : undefined);
  if (dir === 'rtl' || dir === 'ltr') root.dir = dir;
}
