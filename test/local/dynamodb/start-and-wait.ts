import { startDynamoDb } from '#local/dynamodb.ts';

/** A process that starts the database and then only lives, so that a test can kill it. */
const database = await startDynamoDb({ folder: process.argv[2] ?? '', env: process.env });
console.log(database.endpoint);
process.once('SIGTERM', () => void database.close().then(() => process.exit(0)));
