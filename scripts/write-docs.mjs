// `npm run docs`: writes docs/settings.md and docs/catalogue from what the program itself reads.
import { fileURLToPath } from 'node:url';
import { writeDocs } from '../dist/src/catalogue/write-docs.js';

writeDocs(fileURLToPath(new URL('../docs', import.meta.url)));
