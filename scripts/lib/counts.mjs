/** The last line of every run. */
export const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

export const sum = (all) =>
  all.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** Whether a suite counts as good: nothing failed, and something ran. `reason` says why not, for people. */
export function judge({ passed, failed, skipped }, { exitCode = 0, skipReason = '' } = {}) {
  if (skipReason) return { ok: true, reason: `skipped: ${skipReason}` };
  if (failed > 0) return { ok: false, reason: `${failed} failed` };
  if (exitCode !== 0) return { ok: false, reason: `the runner ended with ${exitCode}` };
  if (passed + skipped === 0) return { ok: false, reason: 'nothing ran' };
  return { ok: true, reason: '' };
}
