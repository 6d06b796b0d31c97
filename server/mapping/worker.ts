import { parentPort } from 'node:worker_threads';
import { type MappingTask, work } from '../../app/consultations/map/tasks';

/** A thread that counts or draws, as mapper.ts hands it over, and stays for the next. */
const port = parentPort!;

port.on('message', (task: MappingTask) => port.postMessage(work(task)));
