export interface ReceiptOps {
  'receipts.delivered': {
    args: { readonly marks: readonly { readonly conversation: string; readonly upTo: number }[] };
    result: Record<never, never>;
  };
  /** Of an own message sent with `receipt`: who has read it, or who has not. Those who keep it to themselves count as unread. */
  'receipts.readers': {
    args: {
      readonly conversation: string;
      readonly id: string;
      readonly which: 'read' | 'unread';
      readonly cursor?: string;
      readonly limit?: number;
    };
    result: {
      readonly items: readonly string[];
      readonly next?: string;
      readonly read: number;
      readonly unread: number;
    };
  };
}
