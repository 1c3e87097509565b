import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joined, piecesOf } from '../../core/acts/pieces.js';

const words = (text: string, marks?: Parameters<typeof piecesOf>[1]): string[] =>
  piecesOf(text, marks).flatMap((piece) => (piece.words ? [piece.text] : []));
/** Every word in capitals, as if that were another language. */
const loud = (text: string, marks?: Parameters<typeof piecesOf>[1]) =>
  joined(
    piecesOf(text, marks),
    words(text, marks).map((one) => one.toUpperCase()),
  );

describe('pieces of a text', () => {
  it('are the text when joined again, whatever it holds', () => {
    for (const text of [
      '',
      ' \n ',
      'a\n\n b  \r\nc ',
      '👩‍👩‍👧 family 🇩🇪 1️⃣ ©',
      'see https://a.example/x?y=1, or (www.b.example)!',
      'mail a@b.example',
      '[smile] [not one] @Ann: hi',
      'مرحبا @Ann كيف الحال؟',
      '你好，世界。',
    ])
      assert.equal(
        piecesOf(text)
          .map((one) => one.text)
          .join(''),
        text,
      );
  });

  it('are words, and what is between them stays', () => {
    assert.deepEqual(words('Look at https://a.example/x 👍🏽 please'), ['Look at', 'please']);
    assert.deepEqual(words('one\n\n  two '), ['one', 'two']);
    assert.deepEqual(words('12:30 👍 https://a.example'), []);
    assert.equal(loud('see (https://a.example/b). Thanks 👍').text, 'SEE (https://a.example/b). THANKS 👍');
  });

  it('hold names, whose places are found again', () => {
    const marks = [
      { at: 3, length: 8, user: 'ann' },
      { at: 16, length: 4, user: '*' },
    ];
    const text = 'hi @Ann Lee and @all here';
    const { text: now, marks: after = [] } = loud(text, marks);
    assert.equal(now, 'HI @Ann Lee AND @all HERE');
    assert.deepEqual(after, marks);
    const longer = joined(piecesOf(text, marks), ['hello there', 'or', 'x']);
    assert.equal(longer.text, 'hello there @Ann Lee or @all x');
    const cut = longer.marks?.map(({ at, length, user }) => [longer.text.slice(at, at + length), user]);
    assert.deepEqual(cut, [
      ['@Ann Lee', 'ann'],
      ['@all', '*'],
    ]);
  });

  it('let marks be that an edit has left behind', () => {
    assert.deepEqual(loud('no name', [{ at: 1, length: 3, user: 'ann' }]), { text: 'NO NAME' });
  });
});
