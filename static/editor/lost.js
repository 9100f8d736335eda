// What was written in a part that somebody else took out meanwhile: kept on the page, and given back
// with the part. It knows neither page nor network.
import { same } from './core/values.js';

export class Lost {
  constructor(at, title, who = '') {
    Object.assign(this, { at, title, who, sets: new Map() });
  }

  // Of one field the newest value counts, from what stood there first.
  take(operations) {
    for (const one of operations.filter(({ do: act }) => act === 'set')) {
      const place = JSON.stringify([one.at, one.field]);
      const held = this.sets.get(place);
      this.sets.set(place, held ? { ...held, to: one.to } : { ...one });
      if (same(this.sets.get(place).was ?? '', one.to ?? '')) this.sets.delete(place);
    }
  }

  drop(at, field) { this.sets.delete(JSON.stringify([at, field])); }

  get written() { return [...this.sets.values()]; }

  // The part as it was, then what was written in it.
  get operations() { return [{ do: 'restore', at: this.at }, ...this.written]; }
}
