/** A fault of whoever starts the hub: a flag, a variable, a directory. One line, no stack, exit code 2. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

const PLAIN: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EEXIST: 'it exists already',
  EADDRINUSE: 'the port is in use',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the name does not resolve',
};

/** A system error in plain words; other errors by their message. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code && PLAIN[code]) return PLAIN[code];
  return error instanceof Error ? error.message : String(error);
}
