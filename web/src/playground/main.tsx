import 'graphiql/setup-workers/vite'; // first: Monaco looks for its workers when it loads
import 'graphiql/style.css';
import './graphiql.css';
import './playground.css';
import { open } from '../open.js';
import { PlaygroundScene } from './PlaygroundScene.js';

open(<PlaygroundScene />);
