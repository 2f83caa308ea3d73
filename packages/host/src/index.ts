export { envExample, readConfig, type Config } from './config.js';
export { demoOrganization } from './demo.js';
export { loginUrl, openHouse, type Ground, type House, type OpenRoom } from './house.js';
export { ownerOf } from './owner.js';
export { freePort } from './port.js';
export { openPostgres } from './postgres.js';
export { permissions, subgraphs } from './rooms.js';
export { migrate, platformLogins, type Progress } from './schemas.js';
export { makeOrganization, type Made, type NewPerson } from './founding.js';
