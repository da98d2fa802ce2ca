// The messages and services of proto/, and calls as promises that fail with a reason of the catalogue.

'use strict';

const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const ERROR_DETAILS = 'grpc-status-details-bin';
const CALL_TIMEOUT_MS = 30_000;

// Times and amounts have 64 bits, which a number of JavaScript does not hold: they are texts here.
const OPTIONS = { keepCase: true, longs: String, defaults: true, oneofs: true };

/** A call that ended with an error: its gRPC code, and its word of PROTOCOL 12. */
class Refusal extends Error {
  constructor(error, reason) {
    super(`${reason || 'no reason'}: ${error.details}`);
    this.code = error.code;
    this.reason = reason;
  }
}

class Messages {
  /** @param {string} folder the project's proto/ */
  constructor(folder) {
    const files = ['wallet', 'issuer', 'chain'].map((name) => path.join(folder, `ledger/v1/${name}.proto`));
    files.push(path.join(folder, 'google/rpc/error_details.proto'));
    this.definition = loader.loadSync(files, { ...OPTIONS, includeDirs: [folder] });
    this.services = grpc.loadPackageDefinition(this.definition).ledger.v1;
  }

  /**
   * The canonical bytes of a message (PROTOCOL 3.1): this library writes fields in ascending order with the shortest
   * varints; fields that have their default have to be left out by the caller.
   */
  encode(name, message) {
    return this.definition[name].serialize(message);
  }

  decode(name, bytes) {
    return this.definition[name].deserialize(bytes);
  }

  /** The calls of one service at one node: `await calls.GetStatus({})`, `await calls.GetAccount(request, metadata)`. */
  connect(service, address, credentials) {
    const client = new this.services[service](address, credentials);
    return new Proxy({}, {
      get: (_, call) => (call === 'close'
        ? () => client.close()
        : (request, metadata = new grpc.Metadata()) => this.#call(client, call, request, metadata)),
    });
  }

  #call(client, call, request, metadata) {
    const options = { deadline: Date.now() + CALL_TIMEOUT_MS };
    return new Promise((resolve, reject) => {
      client[call](request, metadata, options, (error, response) => (error
        ? reject(new Refusal(error, this.#reasonOf(error)))
        : resolve(response)));
    });
  }

  /** PROTOCOL 11.4: the ErrorInfo among the details of a google.rpc.Status. */
  #reasonOf(error) {
    const [bytes] = error.metadata.get(ERROR_DETAILS);
    if (!bytes) return '';
    const { details } = this.decode('google.rpc.Status', bytes);
    const info = details.find((detail) => detail.type_url.endsWith('/google.rpc.ErrorInfo'));
    return info ? this.decode('google.rpc.ErrorInfo', info.value).reason : '';
  }
}

module.exports = { Messages, Refusal };
