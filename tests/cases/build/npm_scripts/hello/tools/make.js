console.log('[made]\n[\n]\n');
require('fs').writeFileSync('made.json', JSON.stringify({ from: require('fs').readFileSync('word.txt', 'utf8').trim() }));
