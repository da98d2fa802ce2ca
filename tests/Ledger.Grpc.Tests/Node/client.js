// Makes every kind of call against the test server. Reads {port, proto, serverCertificate, key, certificate} as JSON from
// standard input; exits with 0 if every answer is right.

'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const settings = JSON.parse(fs.readFileSync(0, 'utf8'));
const definition = loader.loadSync(settings.proto, { keepCase: true, defaults: true });
const { Echo } = grpc.loadPackageDefinition(definition).ledger.test.v1;

const credentials = grpc.credentials.createSsl(
  Buffer.from(settings.serverCertificate),
  Buffer.from(settings.key),
  Buffer.from(settings.certificate));

/** The texts of a response stream, once it has ended. */
const texts = (stream) => new Promise((resolve, reject) => {
  const seen = [];
  stream.on('data', (message) => seen.push(message.text));
  stream.on('error', reject);
  stream.on('end', () => resolve(seen));
});

/** The outcome of a call with one response: {error, message, trailers}. */
const outcome = (start) => new Promise((resolve) => {
  const result = { trailers: new grpc.Metadata() };
  const call = start((error, message) => Object.assign(result, { error, message }));
  call.on('status', (status) => resolve(Object.assign(result, { trailers: status.metadata })));
});

async function callAllKinds(client) {
  const metadata = new grpc.Metadata();
  metadata.set('echo-bin', Buffer.from([0, 1, 255]));
  const said = await outcome((done) => client.Say({ text: 'hello' }, metadata, done));
  assert.equal(said.message.text, 'hello');
  assert.deepEqual([...said.trailers.get('echo-bin')[0]], [0, 1, 255]);

  const joined = await outcome((done) => {
    const call = client.Join(done);
    for (const text of ['a', 'b', 'c']) call.write({ text });
    call.end();
    return call;
  });
  assert.equal(joined.message.text, 'abc');

  assert.deepEqual(await texts(client.Spell({ text: 'abc' })), ['a', 'b', 'c']);

  const conversation = client.Converse();
  const answers = texts(conversation);
  for (const text of ['first', '', 'third']) conversation.write({ text });
  conversation.end();
  assert.deepEqual(await answers, ['first', '', 'third']);
}

async function failInEachWay(client) {
  const failed = await outcome((done) => client.Fail({ text: 'no funds' }, done));
  assert.equal(failed.error.code, grpc.status.FAILED_PRECONDITION);
  assert.ok(failed.error.metadata.get('grpc-status-details-bin')[0].includes('TEST_FAILED'));

  const late = await outcome((done) => client.Wait({}, { deadline: Date.now() + 100 }, done));
  assert.equal(late.error.code, grpc.status.DEADLINE_EXCEEDED);
}

async function main() {
  for (const algorithm of [grpc.compressionAlgorithms.identity, grpc.compressionAlgorithms.gzip]) {
    const client = new Echo(`localhost:${settings.port}`, credentials, {
      'grpc.default_compression_algorithm': algorithm,
    });
    await callAllKinds(client);
    await failInEachWay(client);
    client.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
