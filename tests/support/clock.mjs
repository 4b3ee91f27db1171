// Loaded before the product: its clock is late by as many milliseconds as a file says, and follows the file.
import { readFileSync } from 'node:fs';

const followEveryMs = 200;
const now = Date.now;
const RealDate = Date;

const read = () => Number(readFileSync(process.env.LATE_FILE, 'utf8'));
let late = read();
setInterval(() => {
  try {
    late = read() || late;
  } catch {
    // the file goes before the process does
  }
}, followEveryMs).unref();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now() - late] : args));
  }
  static now() {
    return now() - late;
  }
};
