import { type Credentials, ImError } from '../../core/index.js';

/** Asks the site's own back end, which knows who is signed in: `GET` answers `{"token": "..."}`. */
export function credentialsFrom(userId: string, tokenUrl: string): Credentials {
  return {
    userId,
    async token(options) {
      const response = await fetch(tokenUrl, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: options?.signal,
      });
      if (!response.ok)
        throw new ImError(response.status < 500 ? 'unauthorized' : 'not-connected', {
          field: 'token-url',
          message: `token-url: answered ${response.status}`,
        });
      const { token } = (await response.json().catch(() => ({}))) as { token?: unknown };
      if (typeof token !== 'string' || !token)
        throw new ImError('unauthorized', { field: 'token-url', message: 'token-url: the answer has no "token"' });
      return token;
    },
  };
}
