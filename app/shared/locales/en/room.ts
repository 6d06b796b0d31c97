import desk from './desk.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };
import voice from './voice.json' with { type: 'json' };

/** What the room says: for its own process alone, and in no bundle of the platform's. */
export default { desk, forms, voice };
