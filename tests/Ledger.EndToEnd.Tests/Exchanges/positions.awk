# Positions from the movements of exported blocks, one a line: account, token, kind, units.
$3 == "Claim"    { units[$1 " " $2] += $4 }
$3 == "ClaimEnd" { units[$1 " " $2] -= $4 }
END { for (pair in units) print pair, units[pair] }
