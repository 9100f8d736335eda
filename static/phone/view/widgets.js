// Widgets are fetched when a question on the page needs them, and mounted once.
import { anchor, Field } from './fields.js';
import { _ } from './words.js';

const OF_TYPE = { duration: 'stopwatch', photo: 'photos', file: 'files', signature: 'photos', position: 'position' };
const CHECK_IN = 'check-in';

export class Widgets {
  constructor(form) {
    this.form = form;
    this.mounted = new Map(); // by element and name: what the widget gave back
  }

  mountShown() {
    for (const one of this.form.asking.asked) {
      if (one.state !== 'hidden') this.mount(one.key);
      if (one.answer?.photos?.length) this.photosOf(one.key);
    }
    if (document.getElementById('here')) this.load('position', this.checkIn());
  }

  mount(key) {
    const name = OF_TYPE[this.form.asking.byKey.get(key)?.question.type];
    return name && this.load(name, this.form.field(key));
  }

  photosOf(key) {
    const field = this.form.field(key);
    return field.files ? this.mount(key) : this.load('photos', field);
  }

  look(key) {
    if (this.form.draft.answer(key).photos?.length) this.photosOf(key);
    for (const name of [OF_TYPE[this.form.field(key)?.question.type], 'photos']) {
      this.mounted.get(this.form.field(key)?.element)?.[name]?.then((widget) => widget?.show?.());
    }
  }

  opened(details) {
    const place = details.closest('.q');
    const key = place && this.form.keyAt.get(place.id);
    if (key && details.closest('.quiet')) this.photosOf(key);
    else if (key && details.matches('.fold')) this.load('large', this.form.field(key));
  }

  async takeFiles(key, input) {
    const widget = await this.photosOf(key);
    widget?.take?.([...input.files]);
  }

  load(name, field) {
    if (!this.mounted.has(field.element)) this.mounted.set(field.element, {});
    const held = this.mounted.get(field.element);
    held[name] ??= import('../later.js')
      .then(({ WIDGETS }) => WIDGETS[name].mount(field, this.api(field)))
      .catch(() => { delete held[name]; }); // no network: the plain field stays, the next touch tries again
    return held[name];
  }

  checkIn() {
    this.place ??= new Field(document.getElementById(`q-${CHECK_IN}`), CHECK_IN, { type: 'position' });
    return this.place;
  }

  api(field) {
    const { form } = this;
    const { draft } = form;
    const { key } = field;
    const isPlace = key === CHECK_IN;
    const answer = () => (isPlace ? draft.answer('').check_in : draft.answer(key)) ?? {};
    return {
      answer,
      set: async (part) => {
        form.begin();
        const given = { ...answer(), ...part };
        if (part.value !== undefined && part.value !== null) {
          delete given.na;
          delete given.unchecked;
        }
        const kept = isPlace
          ? draft.put('', { ...draft.answer(''), language: form.language, check_in: given })
          : form.set(key, given);
        form.fill([isPlace ? '' : key]);
        form.update();
        await kept;
      },
      keep: (name, state) => draft.put(`~${name}:${anchor(key)}`, state),
      kept: (name) => draft.rows.get(`~${name}:${anchor(key)}`)?.answer,
      photos: {
        add: (bytes, type, name = '') => draft.addPhoto(key, bytes, type, name),
        remove: (sha256) => draft.dropPhoto(key, sha256),
        address: (sha256) => draft.photoAddress(sha256),
        about: (sha256) => draft.photos.get(sha256),
      },
      say: _,
    };
  }
}
