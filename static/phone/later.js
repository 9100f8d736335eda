// What a form needs once it stands: widgets where questions ask for one, and the way out.
import * as files from './widgets/files.js';
import * as large from './widgets/large.js';
import * as photos from './widgets/photos.js';
import * as position from './widgets/position.js';
import * as stopwatch from './widgets/stopwatch.js';
import { Sending } from './view/sending.js';

const WIDGETS = { files, large, photos, position, stopwatch };

export { Sending, WIDGETS };
