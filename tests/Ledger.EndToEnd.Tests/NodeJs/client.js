// A client of the ledger that shares no code with it, written from proto/ and PROTOCOL.md: makes keys, gets points from
// the airline's shop, logs in, pays, and verifies what became of it without trusting any node.
//
// Usage: node client.js NETWORK_FOLDER [PROTO_FOLDER]     NETWORK_FOLDER: what deploy/devnet.sh makes
// Prints what it did as JSON; exits with 0 if everything was as the protocol says.

'use strict';

const assert = require('node:assert/strict');
const { createHmac, randomBytes } = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const { Account, Transaction, withHighS } = require('./accounts');
const { forgeriesOf, verifyInBlock } = require('./blocks');
const { bytesOf, hash } = require('./hashes');
const { Messages, Refusal } = require('./messages');
const { Network } = require('./network');

const SHOP = { node: 0, token: 'MILES', certificate: 'aurora-air/issuer.pem' };
const AUDITOR = 'auditor.pem';
const VALIDITY_MS = 120_000;
const SUBMISSIONS_MAX = 20;

const [, , folder, proto = path.join(__dirname, '../../../proto')] = process.argv;
const messages = new Messages(proto);
const network = new Network(messages, folder);
const wallets = network.addresses.map((_, node) => network.connect('Wallet', node));

/** The shop gives points for an order, however often it is told to (PROTOCOL 11.2). */
async function earn(account, amount) {
  const shop = network.connect('Issuer', SHOP.node, SHOP.certificate);
  const order_reference = createHmac('sha256', randomBytes(32))
    .update('ledger/order-reference/1\0').update(`order of ${amount} for ${account.id.toString('hex')}`).digest();
  const order = { token: SHOP.token, to: account.id, amount, reason: 'MINT_REASON_PURCHASE', order_reference };
  const first = (await shop.Mint(order)).result;
  const second = (await shop.Mint(order)).result;
  shop.close();
  assert.ok(first.outcome.succeeded);
  assert.equal(second.repeated, true);
  assert.deepEqual(second.outcome.transaction_id, first.outcome.transaction_id);
  return first.height;
}

/** A pass for an account's own calls at one node, whose key is known from genesis (PROTOCOL 11.1). */
async function logIn(account, node) {
  const challenge = await wallets[node].GetLoginChallenge({ account: account.id });
  assert.ok(challenge.node.equals(network.validators[node].key), 'another node answers than was asked');
  const login = account.loginTo(network, network.validators[node].key, challenge);
  const { pass } = await wallets[node].Login(login);
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${pass}`);
  return { login, metadata };
}

/** What an account can spend, by its own login, once the node has this height. */
async function balanceOf(account, node, height) {
  const { metadata } = await logIn(account, node);
  const answer = await wallets[node].GetAccount({ account: account.id, min_height: height }, metadata);
  const balance = answer.account.balances.find(({ token }) => token === SHOP.token);
  return Number(balance ? balance.spendable : 0);
}

const transfer = (from, to, amount) => (
  { transfer: { from: from.id, to: to.id, token: SHOP.token, amount } });

const build = (author, operations, of = network) => (
  new Transaction(messages, of, author, operations, Date.now() + VALIDITY_MS));

/** Sends the same bytes, to one node after the other, until one knows the outcome: that is always safe. */
async function submit(bytes, node) {
  for (let i = 0; i < SUBMISSIONS_MAX; i++) {
    try {
      const { state } = await wallets[(node + i) % wallets.length].SubmitAndWait({ transaction: bytes });
      assert.equal(state.state, 'outcome');
      return state.outcome;
    } catch (error) {
      const { UNAVAILABLE, DEADLINE_EXCEEDED } = grpc.status;
      if (!(error instanceof Refusal && [UNAVAILABLE, DEADLINE_EXCEEDED].includes(error.code))) throw error;
    }
  }
  throw new Error('no node knows the outcome');
}

/** The outcome as the log has it: the block comes from another node than the one that was asked, and proves itself. */
async function verify(outcome, bytes, node) {
  const chain = network.connect('Chain', node, AUDITOR);
  const { block } = await chain.GetBlock({ height: outcome.height, min_height: outcome.height });
  chain.close();
  const verified = verifyInBlock(block, network, bytes, outcome.index);
  assert.equal(`${verified.header.height}`, outcome.height);
  assert.deepEqual(verified.bytes, outcome.canonical);
  for (const [part, forged] of Object.entries(forgeriesOf(block, outcome.index))) {
    assert.throws(() => verifyInBlock(forged, network, bytes, outcome.index), assert.AssertionError, part);
  }
  return verified;
}

async function pay(from, to, amount, node) {
  const transaction = build(from, [transfer(from, to, amount)]);
  const bytes = transaction.signedBy(from);
  const outcome = await submit(bytes, node);
  const { outcome: logged, signers } = await verify(outcome, bytes, (node + 1) % wallets.length);
  assert.deepEqual(logged.transaction, transaction.id);
  assert.equal(logged.reason, 0);
  const moved = logged.effects[0].map(({ account, token, kind, lots }) => (
    { account, token, kind, amount: lots.reduce((sum, lot) => sum + lot.amount, 0n) }));
  assert.deepEqual(moved, [
    { account: from.id, token: SHOP.token, kind: 'debit', amount: BigInt(amount) },
    { account: to.id, token: SHOP.token, kind: 'credit', amount: BigInt(amount) },
  ]);
  return { transaction: transaction.id.toString('hex'), height: outcome.height, signers };
}

/** More than there is: a final outcome too, on the log with its number of PROTOCOL 12. */
async function overdraw(from, to, amount) {
  const bytes = build(from, [transfer(from, to, amount)]).signedBy(from);
  const outcome = await submit(bytes, 3);
  const { outcome: logged } = await verify(outcome, bytes, 0);
  assert.deepEqual([outcome.reason, outcome.reason_number], ['BALANCE_INSUFFICIENT', logged.reason]);
  return outcome.reason;
}

/** The word with which a call is refused. */
async function refusalOf(call) {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
  throw new Error('what had to be refused was taken');
}

const submission = (bytes) => wallets[1].Submit({ transaction: bytes });

/** What must not get in, each with the reason that it must get. None of it changes anything. */
async function tryWhatIsRefused(account, to) {
  const sound = build(account, [transfer(account, to, 1)]);
  const stranger = { name: 'elsewhere', id: hash(bytesOf('another genesis file')) };
  const elsewhere = build(account, [transfer(account, to, 1)], stranger);
  const loggedIn = await logIn(account, 2);
  const refusals = {
    signedForAnotherNetwork: await refusalOf(submission(
      sound.signedBy(account, { digest: Transaction.idOf(stranger.id, sound.body) }))),
    namesAnotherNetwork: await refusalOf(submission(elsewhere.signedBy(account))),
    loginForAnotherNode: await refusalOf(wallets[3].Login(loggedIn.login)),
  };
  assert.deepEqual(refusals, {
    signedForAnotherNetwork: 'AUTH_SIGNATURE_INVALID',
    namesAnotherNetwork: 'TX_WRONG_NETWORK',
    loginForAnotherNode: 'AUTH_LOGIN_INVALID',
  });
  return refusals;
}

/** Under ECDSA: the signature with the high s is refused, and its twin with the low s is taken for the same bytes. */
async function payWithEcdsa(scheme, giver, to) {
  const account = new Account(messages, scheme);
  await pay(giver, account, 10, 2); // Node 3 has that block now, since it was verified from there.
  const transaction = build(account, [transfer(account, to, 10)]);
  const high = transaction.signedBy(account, { change: (signature) => withHighS(scheme, signature) });
  assert.equal(await refusalOf(submission(high)), 'AUTH_SIGNATURE_INVALID');
  const bytes = transaction.signedBy(account);
  const { outcome } = await verify(await submit(bytes, 3), bytes, 0);
  assert.equal(outcome.reason, 0);
}

async function main() {
  await network.compare();
  const [ada, ben] = [new Account(messages), new Account(messages)];
  const earnedAt = await earn(ada, 500);
  assert.equal(await balanceOf(ada, 1, earnedAt), 500);

  const payment = await pay(ada, ben, 120, 1);
  for (const scheme of [2, 3]) await payWithEcdsa(scheme, ada, ben);
  const overdraft = await overdraw(ada, ben, 1_000);
  const refusals = await tryWhatIsRefused(ada, ben);

  const { height } = await network.connect('Chain', 0).GetStatus({});
  assert.equal(await balanceOf(ada, 2, height), 360);
  assert.equal(await balanceOf(ben, 3, height), 140);
  const accounts = { ada: ada.id.toString('hex'), ben: ben.id.toString('hex') };
  console.log(JSON.stringify({ accounts, payment, overdraft, refusals }, null, 2));
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  });
