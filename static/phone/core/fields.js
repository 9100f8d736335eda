// What a question's fields hold: from strings to a value and back. Nothing is refused: what cannot
// be understood stays the string it was. The server reads fields by the same rules (vectors).
export const NONE = '~none';

const one = { read: ([text]) => text || null, show: (value) => [value == null ? '' : String(value)] };
const words = { read: ([text]) => (text?.trim() ? text.replaceAll('\r\n', '\n') : null), show: one.show };

const number = {
  read(texts) {
    const written = words.read(texts);
    const digits = written?.replace(/\s/g, '').replace(',', '.').replace('\u2212', '-');
    if (!digits || !/^[+-]?\d{1,15}([.]\d{1,9})?$/.test(digits)) return written;
    const value = Number(digits) + 0; // no minus before nought
    return exact(value) === trim(digits) ? value : written;
  },
  show: (value) => [typeof value === 'number' ? exact(value) : String(value ?? '')],
};

// A number as decimals, never as 1e-7.
function exact(value) {
  const text = String(value);
  return trim(text.includes('e') ? value.toFixed(20) : text);
}

function trim(digits) {
  const [, sign, whole, part = ''] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(digits);
  const text = part ? `${whole}.${part}` : whole;
  return sign === '-' && text !== '0' ? `-${text}` : text;
}

const clock = {
  read(texts) {
    if (texts.every((text) => !text)) return null;
    const written = texts.join(':').trim();
    if (!written.replace(/^:+|:+$/g, '')) return null;
    const match = /^(\d{1,4}):(\d{1,4})$/.exec(
      written.replace(/:+$/, '').split(':').map((part) => part || '0').join(':'),
    );
    if (match) return Number(match[1]) * 60 + Number(match[2]);
    const alone = written.replace(/:$/, '');
    return texts.length > 1 && /^\d{1,4}$/.test(alone) ? Number(alone) * 60 : written;
  },
  show(value) {
    if (value == null) return ['', ''];
    if (typeof value !== 'number') return `${value}:`.split(':', 2);
    const whole = Math.trunc(value);
    return [String(Math.trunc(whole / 60)), String(whole % 60).padStart(2, '0')];
  },
};

const several = {
  read(texts) {
    const chosen = texts.filter((text) => text && text !== NONE);
    return chosen.length || texts.includes(NONE) ? chosen : null;
  },
  show: (value) => (Array.isArray(value) ? (value.length ? value.map(String) : [NONE]) : []),
};

const N = '(-?\\d{1,3}(?:\\.\\d{1,20})?)';
const PAIR = `${N}\\s*,\\s*\\+?${N}`;
// What maps put into their links; Yandex and 2GIS write the longitude first.
const FORMS = [
  [`^geo:${PAIR}`], [`!3d${N}!4d${N}`], [`[?&#]mlat=${N}&mlon=${N}`],
  [`[?&](?:pt|(?:poi|whatshere)\\[point\\])=${PAIR}`, true],
  [`[?&](?:q|query|destination|daddr|coordinate)=(?:loc:)?${PAIR}`],
  [`2gis\\.[a-z]+/.*/${PAIR}`, true], [`(?:apple|google)\\..*[?&]s?ll=${PAIR}`],
  [`(?:^|[?&])ll=${PAIR}`, true], [`[?&]m=${PAIR}`, true], [`@${PAIR}`],
  [`#map=\\d+(?:\\.\\d+)?/${N}/${N}`], [`^\\s*\\+?${N}[\\s,;]+\\+?${N}\\s*$`],
];

function plainly(text) {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

function degrees(text) {
  for (const [form, longitudeFirst] of FORMS) {
    const found = new RegExp(form).exec(text);
    if (found) {
      const [lat, lon] = longitudeFirst ? [found[2], found[1]] : [found[1], found[2]];
      return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat: Number(lat), lon: Number(lon) } : null;
    }
  }
  return null;
}

const position = {
  read(texts) {
    const written = words.read(texts);
    return written && (degrees(plainly(written)) ?? written);
  },
  show: (value) => [value && typeof value === 'object' ? `${exact(value.lat)}, ${exact(value.lon)}` : String(value ?? '')],
};

const nothing = { read: () => null, show: () => [] };

export const FIELDS = {
  yes_no: one, scale: number, choice: one, multi_choice: several, number, duration: clock,
  date: one, time: one, datetime: one, text: words, long_text: words,
  photo: nothing, file: nothing, signature: nothing, position, note: nothing,
};
