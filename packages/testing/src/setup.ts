// Runs in every test file, before it.
import 'reflect-metadata';
import { forbidOutside } from './loopback.js';

forbidOutside();
