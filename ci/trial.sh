#!/bin/sh
# What a colleague does with the program, in a folder that may be written. Called by ci/try-release.
#
# usage: trial.sh PROGRAM
# POSIX sh and grep only: the root that it runs in may hold nothing else.
set -eu
program=$1

fail() { echo "trial: $*" >&2; exit 1; }
holds() { grep -q -e "$2" "$1" || { cat "$1" >&2; fail "$1 does not hold: $2"; }; }

"$program" --version
rm -rf demo 'studie één'
"$program" new demo > new.txt
cd demo
"$program" > where.txt
"$program" crosstab > table.txt
holds table.txt 'align.lacking *Not told .* 2 *67 *2'
"$program" search 'listen*' > found.txt
holds found.txt 'passages in [1-9]'
"$program" quotes align.lacking > quotes.txt
"$program" codebook check > check.txt 2>&1
"$program" codebook test > test.txt 2>&1
cd ..

echo "names that are not ASCII"
mkdir -p 'studie één/verhalen 日本'
printf 'De klant is geïrriteerd. Wij belden haar één keer.\n' > 'studie één/verhalen 日本/crème brûlée.txt'
"$program" new 'studie één/studie ß' --from 'studie één/verhalen 日本' > new.txt
cd 'studie één/studie ß'
"$program" search 'geïrriteerd' > found.txt 2> said.txt
holds found.txt 'crème brûlée'
holds found.txt 'geïrriteerd'
"$program" codebook try 'één' '../verhalen 日本/crème brûlée.txt' > try.txt
cd ../..

echo "the same bytes in other locales, and without an index"
cd demo
for locale in C C.UTF-8 POSIX nl_NL.ISO-8859-1; do
    LC_ALL=$locale "$program" crosstab > other.txt
    cmp -s table.txt other.txt || fail "another table under LC_ALL=$locale"
done
"$program" crosstab --no-index > other.txt
cmp -s table.txt other.txt || fail "another table without an index"
(unset HOME LC_ALL; "$program" crosstab) > other.txt
cmp -s table.txt other.txt || fail "another table without HOME"
cd ..

if [ -d /srv/study ]; then
    echo "a study of somebody else, that may only be read"
    for home in "${HOME:-/}" /nonexistent ""; do
        (cd /srv/study && HOME=$home "$program" crosstab) > other.txt
        cmp -s demo/table.txt other.txt || fail "another table with HOME='$home'"
    done
    (unset HOME; cd /srv/study && "$program" crosstab) > other.txt
    cmp -s demo/table.txt other.txt || fail "another table without HOME"
fi

echo "what is wrong is said with the right status"
status=0; "$program" crosstab > other.txt 2> said.txt || status=$?
[ "$status" = 2 ] || fail "no study gives $status"
holds said.txt 'help:'
status=0; (cd demo && "$program" codebook try '(' < /dev/null) > other.txt 2> said.txt || status=$?
[ "$status" = 2 ] || fail "a pattern that is wrong gives $status"
echo "all well"
