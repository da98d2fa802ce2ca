// A network as its client knows it: from the genesis file, not from its nodes.

'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const { taggedHash } = require('./hashes');

class Network {
  /** @param {string} folder what `ledger devnet` makes */
  constructor(messages, folder) {
    const read = (name) => fs.readFileSync(path.join(folder, name));
    const { nodes, authority } = JSON.parse(read('network.json'));
    const genesis = read('genesis.json');
    const { network, members } = JSON.parse(genesis);
    this.messages = messages;
    this.folder = folder;
    this.authority = read(authority);

    // PROTOCOL 2.1: every byte of the file counts. PROTOCOL 5.3: the validators are the members, ascending by index.
    this.id = taggedHash('ledger/genesis/1', genesis);
    this.name = network;
    this.validators = members.map(({ index, name, validator_key }) => (
      { index, name, key: Buffer.from(validator_key, 'hex') }));
    this.addresses = nodes.map((node) => `localhost:${new URL(node).port}`);
  }

  /** The calls of a node's service, with a client certificate if its file is named. */
  connect(service, node, certificate) {
    const identity = certificate ? fs.readFileSync(path.join(this.folder, certificate)) : null;
    const credentials = grpc.credentials.createSsl(this.authority, identity, identity);
    return this.messages.connect(service, this.addresses[node], credentials);
  }

  /** What the nodes say of themselves is what genesis says. */
  async compare() {
    const chain = this.connect('Chain', 0);
    const status = await chain.GetStatus({});
    assert.equal(status.network, this.name);
    assert.ok(status.network_id.equals(this.id), 'the node serves another network than the genesis file names');
    const { validators } = await chain.GetValidators({});
    assert.deepEqual(validators.map(({ index, name, key }) => ({ index, name, key })), this.validators);
    chain.close();
  }
}

module.exports = { Network };
