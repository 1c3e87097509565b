/** A hub that cannot close in time is ended the hard way; what was acknowledged is on disk already. */
const PATIENCE_MS = 4500;

/** SIGTERM and SIGINT close the hub and end the process with 0; a second one, or 4.5 seconds, ends it with 1. */
export function closeOnSignals(running: { close(): Promise<void> }): void {
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`im-elements: closing failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
