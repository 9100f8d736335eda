// Saves each change as it is made, and tells the page what came back.
import { post } from './api.js';
import { Queue } from './queue.js';

export class Saving {
  // page: applied(answer, entry), refused(entry, told), shown(state, why), flush(), holds
  constructor(page) {
    this.page = page;
    this.queue = new Queue(post, (state, why) => page.shown(state, why), (ms) => this.pause(ms));
    window.addEventListener('online', () => this.retry());
    document.addEventListener('visibilitychange', () => document.hidden || this.retry());
    window.addEventListener('beforeunload', (event) => {
      page.flush();
      if (this.queue.size || page.holds) event.preventDefault();
    });
  }

  pause(ms) {
    return new Promise((go) => {
      this.wake = go;
      if (ms !== null) setTimeout(go, ms);
    });
  }

  retry() { this.wake?.(); }

  get isBusy() { return this.queue.size > 0; }

  idle() { return this.queue.idle(); }

  // Resolves with the server's answer, or null where it said no; the page has heard of it by then.
  async change(operations, more = {}) {
    return this.heard(await this.queue.push('/changes', { operations }), { operations, ...more });
  }

  async undo(path) {
    return this.heard(await this.queue.push(path, {}, { once: true }), { operations: [] });
  }

  heard({ status, body }, entry) {
    if (status !== 200) {
      this.page.refused(entry, { status, ...body });
      return null;
    }
    this.page.applied(body, entry);
    return body;
  }
}
