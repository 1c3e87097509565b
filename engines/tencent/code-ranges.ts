import { AGAIN, type CodeRow } from './codes.js';

interface CodeRange {
  readonly from: number;
  readonly to: number;
  readonly row: CodeRow;
  /** The words come from the back end of the site, for the person. */
  readonly own?: boolean;
}

const range = (from: number, to: number, row: CodeRow, own = false): CodeRange => ({ from, to, row, own });

/** Codes of the native SDKs that a site's back end may pass on, and those without a row of their own; the first match counts. */
export const CODE_RANGES: readonly CodeRange[] = [
  // Answers of the site's own back end to webhooks before a message.
  range(10_100, 10_200, ['rejected-content', 'the back end of the site refused it'], true),
  range(120_001, 130_000, ['rejected-content', 'the back end of the site refused the message'], true),
  range(2000, 2099, ['engine', 'the SDK could not sign in']),
  range(2100, 2499, ['invalid', 'the SDK takes no such message']),
  range(2500, 2599, ['invalid', 'the SDK takes no such conversation']),
  range(2600, 2699, ['invalid', 'the SDK takes no such call for groups']),
  range(2700, 2799, ['invalid', 'the SDK takes no such call for people']),
  range(2800, 2899, ['not-connected', 'the network failed']),
  range(2900, 3999, ['engine', 'the SDK failed']),
  range(4000, 4999, ['rejected-content', 'the file was refused', { field: 'file' }]),
  range(6012, 6012, ['timeout', 'the server did not answer in time']),
  range(6014, 6014, ['not-connected', 'nobody is signed in']),
  range(6017, 6017, ['invalid', 'the SDK takes no such value']),
  range(6206, 6206, ['unauthorized', 'the userSig has expired', { field: 'credentials.token' }]),
  range(6208, 6208, ['kicked', 'this person signed in on another device']),
  range(6223, 6223, ['too-late', 'the message can no longer be recalled']),
  range(6000, 6999, ['engine', 'the SDK failed', AGAIN]),
  range(7003, 7003, ['invalid', 'this is no user id', { field: 'credentials.userId' }]),
  range(7005, 7005, ['too-large', 'the file is too large', { field: 'fileBytes' }]),
  range(7006, 7006, ['invalid', 'the file is empty', { field: 'file' }]),
  range(7008, 7008, ['too-many', 'the SDK was asked this too often']),
  range(7013, 7013, ['unsupported', 'this needs a larger package']),
  range(7015, 7015, ['rejected-content', 'the text holds words that the app forbids', { field: 'text' }]),
  range(7000, 7999, ['engine', 'the SDK failed']),
  range(8001, 8001, ['too-large', 'a message may have 12 KB', { field: 'contentBytes' }]),
  range(8006, 8006, ['conflict', 'somebody else changed the message at the same time']),
  range(8000, 8499, ['engine', 'the SDK could not handle the message']),
  range(8500, 8999, ['invalid', 'the SDK takes no such call for groups']),
  range(9000, 9499, ['invalid', 'the SDK takes no such call for people']),
  range(9500, 9999, ['not-connected', 'the network failed']),
  range(10_000, 19_999, ['engine', 'the service of groups refused it']),
  range(20_000, 29_999, ['engine', 'the service of messages refused it']),
  range(30_000, 39_999, ['engine', 'the service of contacts refused it']),
  range(40_000, 49_999, ['engine', 'the service of profiles refused it']),
  range(50_000, 59_999, ['engine', 'the list of conversations refused it']),
  range(60_000, 69_999, ['engine', 'the service refused the request']),
  range(70_000, 70_099, ['unauthorized', 'the userSig was refused', { field: 'credentials.token' }]),
  range(70_100, 79_999, ['engine', 'the accounts refused it']),
  range(80_000, 80_999, ['rejected-content', 'the content was refused']),
  range(90_000, 90_989, ['invalid', 'the message was not understood']),
  range(90_990, 99_999, ['engine', 'the service of messages failed', AGAIN]),
  range(114_000, 115_999, ['engine', 'the upload failed', AGAIN]),
];
