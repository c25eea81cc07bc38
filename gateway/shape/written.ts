/**
 * The data of an answer as its text in JSON. An answer waits until it is recorded, and what waits outlives quick garbage
 * collections: better one text than thousands of objects.
 */
export class WrittenData {
  readonly [name: string]: unknown;

  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
