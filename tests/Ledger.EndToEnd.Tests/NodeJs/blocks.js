// Verifies what a node says of a block, with the network's id and its validators' keys and without trusting anybody
// (PROTOCOL 5.1, 5.2, 5.5, 6.2, 9.2, 9.3).

'use strict';

const assert = require('node:assert/strict');
const { schnorr } = require('@noble/curves/secp256k1');
const { isIncluded, leaf, proofOf, rootOf, taggedHash, u16, u32, u64 } = require('./hashes');

const HEADER_SIZE = 350;
const FINALITY_CERTIFICATE = 3;
const CERTIFICATE_FIELDS = 45;
const SIGNATURE_SIZE = 64;
const MOVEMENT_KINDS = { 1: 'debit', 2: 'credit' };

/** Reads a fixed layout from its beginning to its very end. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(size) {
    assert.ok(this.at + size <= this.bytes.length, 'bytes end too early');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  u8() { return this.take(1).readUInt8(); }

  u16() { return this.take(2).readUInt16BE(); }

  u32() { return this.take(4).readUInt32BE(); }

  u64() { return this.take(8).readBigUInt64BE(); }

  list(count, read) { return Array.from({ length: count }, read); }

  end() { assert.equal(this.at, this.bytes.length, 'bytes are left over'); }
}

/** PROTOCOL 5.1. */
function readHeader(bytes) {
  assert.equal(bytes.length, HEADER_SIZE);
  const reader = new Reader(bytes);
  const header = {
    version: reader.u16(), network: reader.take(32), height: reader.u64(), createdView: reader.u32(),
    proposer: reader.u16(), streak: reader.u16(), time: reader.u64(), parent: reader.take(32),
    parentCertificate: reader.take(32), transactionRoot: reader.take(32), transactionCount: reader.u32(),
    evidenceRoot: reader.take(32), validators: reader.take(32), nextValidators: reader.take(32),
    stateRoot: reader.take(32), outcomeRoot: reader.take(32), historyRoot: reader.take(32),
  };
  reader.end();
  return { ...header, hash: taggedHash('ledger/header/1', bytes) };
}

/** PROTOCOL 2.1: what a header's validators field commits to. */
const validatorsHash = (validators) => taggedHash(
  'ledger/validators/1', ...validators.flatMap(({ index, key }) => [u16(index), key]));

/** PROTOCOL 9.3: a quorum has signed that this block is final. Returns how many have. */
function verifyFinality(certificate, header, network) {
  const reader = new Reader(certificate);
  assert.equal(reader.u8(), FINALITY_CERTIFICATE);
  assert.equal(reader.u64(), header.height);
  const view = reader.u32();
  assert.ok(reader.take(32).equals(header.hash), 'the certificate is for another block');
  const n = network.validators.length;
  const bitmap = reader.take(Math.ceil(n / 8));
  const isSet = (i) => ((bitmap[i >> 3] >> (i & 7)) & 1) === 1;
  for (let i = n; i < 8 * bitmap.length; i++) assert.ok(!isSet(i), 'a bit is set beyond the validators');
  const signers = network.validators.filter((_, i) => isSet(i));
  assert.ok(signers.length >= n - Math.floor((n - 1) / 3), 'no quorum has signed');

  // PROTOCOL 9.2: the finalize vote that each of them signed.
  const vote = taggedHash('ledger/finalize/1', network.id, u64(header.height), u32(view), header.hash);
  for (const { name, key } of signers) {
    assert.ok(schnorr.verify(reader.take(SIGNATURE_SIZE), vote, key), `the signature is not ${name}'s`);
  }
  reader.end();
  return signers.length;
}

/** PROTOCOL 5.5, as far as payments need it. */
function readOutcome(bytes) {
  const reader = new Reader(bytes);
  const outcome = { transaction: reader.take(32), reason: reader.u16(), failedOperation: reader.u16() };
  const count = reader.u16();
  if (outcome.reason === 0) outcome.effects = reader.list(count, () => readEffect(reader));
  else outcome.subjects = reader.list(count, () => readTicker(reader));
  reader.end();
  return outcome;
}

function readEffect(reader) {
  const kind = reader.u8();
  assert.equal(kind, 0, 'an effect that no payment has');
  return reader.list(reader.u16(), () => ({
    account: reader.take(32), token: readTicker(reader), kind: MOVEMENT_KINDS[reader.u8()],
    lots: reader.list(reader.u16(), () => (
      { expiresAt: reader.u64(), activatesAt: reader.u64(), amount: reader.u64() })),
  }));
}

const readTicker = (reader) => reader.take(12).toString('ascii').replace(/\0+$/, '');

/**
 * That the block is final in this network, and holds these very bytes of a transaction, at this index, with an
 * outcome, which is returned. The block comes from a node; nothing of it is believed.
 */
function verifyInBlock(block, network, transaction, index) {
  const header = readHeader(block.header);
  assert.equal(header.version, 1);
  assert.ok(header.network.equals(network.id), 'the block is of another network');
  assert.ok(header.validators.equals(validatorsHash(network.validators)), 'others than genesis names decide');
  const signers = verifyFinality(block.certificate, header, network);

  assert.equal(block.transactions.length, header.transactionCount);
  verifyLeaf(block.transactions, index, transaction, header.transactionRoot);

  // The block's own outcome is the first leaf.
  const outcome = block.outcomes[index + 1];
  assert.equal(block.outcomes.length, header.transactionCount + 1);
  verifyLeaf(block.outcomes, index + 1, outcome, header.outcomeRoot);
  return { header, signers, outcome: readOutcome(outcome), bytes: outcome };
}

/** That the root is the contents', and, with a proof of a few hashes, that this content is one of them. */
function verifyLeaf(contents, index, content, root) {
  const leaves = contents.map(leaf);
  assert.ok(rootOf(leaves).equals(root), 'the root is of other contents');
  assert.ok(isIncluded(leaf(content), index, leaves.length, proofOf(leaves, index), root), 'the content is not there');
}

/** What a lying node could send in place of a block: none of it may pass for proof. */
function forgeriesOf(block, index) {
  const flipLast = (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) ^ 1])]);
  const flipIn = (list, at) => list.map((bytes, i) => (i === at ? flipLast(bytes) : bytes));
  const ofTwoSigners = Buffer.concat([
    block.certificate.subarray(0, CERTIFICATE_FIELDS), Buffer.from([0b11]),
    block.certificate.subarray(CERTIFICATE_FIELDS + 1, CERTIFICATE_FIELDS + 1 + 2 * SIGNATURE_SIZE),
  ]);
  return {
    header: { ...block, header: flipLast(block.header) },
    signature: { ...block, certificate: flipLast(block.certificate) },
    quorum: { ...block, certificate: ofTwoSigners },
    transaction: { ...block, transactions: flipIn(block.transactions, index) },
    outcome: { ...block, outcomes: flipIn(block.outcomes, index + 1) },
  };
}

module.exports = { verifyInBlock, forgeriesOf };
