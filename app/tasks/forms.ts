import { z } from 'zod';
import { idTyped } from '../shared/typed';

export const doneForm = z.object({ task: idTyped('shared:errors.field') });
