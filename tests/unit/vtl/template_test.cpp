// The language: what Velocity makes of templates. The live comparison with Velocity is in tests/conformance/velocity.
#include "tests/unit/vtl/rendering.h"

using cxsam::test::rendered;
using cxsam::vtl::Undefined;

TEST_CASE("vtl: references", "[vtl]") {
  CHECK(rendered("a $x b") == "a  b");
  CHECK(rendered("#set($x = 1)$x $!x ${x}y $!{x}y $x. $x.. $x.1") == "1 1 1y 1y 1. 1.. 1.1");
  CHECK(rendered("#set($x = {'a': {'b': [1, 'c']}})$x.a.b[1] $x['a']['b'][0] $x.a.nope.more") == "c 1 ");
  CHECK(rendered("$ $1 a$ ${ $-x") == "$ $1 a$ ${ $-x");
  CHECK(rendered("${x|'else'} #set($x = 2)${x|'else'}") == "else 2");
  CHECK(rendered("#set($m = {})#set($m.a-b = 1)$m.a-b") == "1");
  CHECK(rendered("$x.y(1) ${x}", "", Undefined::Source) == "$x.y(1) ${x}");
  CHECK(rendered("\\$x \\\\$x", "", Undefined::Source) == "\\$x \\\\$x");
  CHECK(rendered("#set($x = 1)\\$x \\\\$x \\#set(1) \\#other") == "$x \\1 #set(1) \\#other");
}

TEST_CASE("vtl: directives that are alone in their line leave none", "[vtl]") {
  CHECK(rendered("  #set($x = 1)  \na") == "a");
  CHECK(rendered("a #set($x = 1)\nb") == "a \nb");
  CHECK(rendered("x\n  #if(true)  \n  a\n  #end  \nb") == "x\n  a\nb");
  CHECK(rendered("#if(false)\na\n#elseif(true)\nb\n#else\nc\n#end\n") == "b\n");
  CHECK(rendered("#set($x = 1)\r\nb") == "b");
  CHECK(rendered("\n\t#set($x = 1) b") == "\n b");
  CHECK(rendered("a #if(true)\nb #end\nc") == "a b \nc");
  CHECK(rendered("#if(false)\n a\n  #elseif(true) b\n  #end c") == " b\n c");
  CHECK(rendered("a ## comment\nb #* c\n *#d #[[ $x #if ]]#") == "a b d  $x #if ");
}

TEST_CASE("vtl: conditions and loops", "[vtl]") {
  CHECK(rendered("#if(1 == 1.0 && !false)y#end#if('1' == 1)y#end#if($x)n#{else}y#end#if($x == '' && $x == $null)y#end") ==
        "yyyy");
  CHECK(rendered("#if(2 > 1 and 1 le 1)y#end#if(1 lt 1 or not true)n#{else}y#end#if('a' < 'b')n#{else}y#end") == "yyy");
  CHECK(rendered("#foreach($i in [1..3])$i$foreach.index$foreach.count$velocityCount#if($foreach.hasNext),#end#end$!i") ==
        "1011,2122,3233");
  CHECK(rendered("#foreach($i in [3..1])#if($i == 2)#break#end$i#end #foreach($i in [])x#{else}none#end") == "3 none");
  CHECK(rendered("#set($m = {'a': 1, 'b': 2})#foreach($e in $m.entrySet())$e.key=$e.value;#end#foreach($v in $m)$v#end") ==
        "a=1;b=2;12");
  CHECK(rendered("#foreach($i in [1..2])#foreach($j in [1..2])$j#break($foreach.parent)y#end z#end w") == "1 w");
  CHECK(rendered("#foreach($i in [1..2])#foreach($j in [1..2])$j#break($foreach)y#end z#end w") == "1 z1 z w");
  CHECK(rendered("a#stop b") == "a");
}

TEST_CASE("vtl: arithmetic is Java's", "[vtl]") {
  CHECK(
      rendered("#set($x = 5 / 2)$x #set($x = 5.0 / 2)$x #set($x = 7 % 3)$x #set($x = 2 + 3 * 4)$x #set($x = (2 + 3) * -4)$x") ==
      "2 2.5 1 14 -20");
  CHECK(rendered("#set($x = 5 / 0)[$x] #set($x = 'a' + 1 + 2)$x #set($x = 1 + 2 + 'a')$x #set($x = 1e10)$x") ==
        "[] a12 3a 1.0E10");
  CHECK(rendered("#set($x = 9223372036854775807 + 1)$x #set($x = 0.001)$x #set($x = 0.0001)$x") ==
        "9.223372036854776E18 0.001 1.0E-4");
}

TEST_CASE("vtl: texts with references, macros, blocks", "[vtl]") {
  CHECK(rendered("#set($x = 'v')#set($y = \"[$x #if(true)t#end \"\"q\"\"]\")$y #set($y = '$x')$y") == "[v t \"q\"] $x");
  CHECK(rendered("#set($x = \"\\u0041\\u00e9\\ud83d\\ude00\\u00\")$x #set($x = '\\u0041')$x") ==
        "A\xC3\xA9\xF0\x9F\x98\x80\\u00 \\u0041");
  CHECK(rendered("#m('a', 'b')#macro(m $x $y)<$x$y>#end#m('c')") == "<ab><c>");
  CHECK(rendered("#macro(w)<$bodyContent>#end#@w()in#end") == "<in>");
  CHECK(rendered("#macro(r $n)$n#if($n > 0)#set($k = $n - 1)#r($k)#end#end#r(3)") == "3210");
  CHECK(rendered("#define($b)[$x]#end#set($x = 1)$b#set($x = 2)$b") == "[1][2]");
  CHECK(rendered("#set($t = '#set($q = 3)$q')#evaluate($t)") == "3");
  CHECK(rendered("#other #other(1) #1 #rgb(1px)") == "#other #other(1) #1 #rgb(1px)");
}

TEST_CASE("vtl: methods", "[vtl]") {
  CHECK(rendered("#set($s = 'a,b,,')$s.split(',') $s.split(',').size() $s.length() $s.substring(1, 3) $s.indexOf('b')") ==
        "[a, b] 2 5 ,b 2");
  CHECK(rendered(
            "#set($s = 'Hello')$s.replaceAll('(l+)', '<$1>') $s.replaceFirst('l', 'L') $s.toUpperCase() $s.matches('H.*o')") ==
        "He<ll>o HeLlo HELLO true");
  CHECK(rendered("#set($s = 'żółw')$s.length() $s.substring(1, 3) $s.indexOf('w')") == "4 ół 3");
  CHECK(rendered("#set($l = [1, 'a'])$l.add(2)$l.contains('a')$l.remove(0)$l $l.get(1) $l.isEmpty()") ==
        "truetrue1[a, 2] 2 false");
  CHECK(rendered("#set($m = {})#set($o = $m.put('k', 1))$m.containsKey('k') $m.keySet() $m.size() $m.getOrDefault('z', 9)") ==
        "true [k] 1 9");
  CHECK(rendered("#set($n = 1)$n.parseInt('12') $n.compareTo(2)") == "12 -1");
  CHECK(rendered("#set($s = 'a')$s.nope(1)|") == "|");
}

TEST_CASE("vtl: what cannot be read says where", "[vtl]") {
  CHECK(rendered("a\n  #if(true)\nb") == "fault: 3:1 `#if` has no `#end`");
  CHECK(rendered("#end") == "fault: 1:1 `#end` has no directive that it belongs to");
  CHECK(rendered("#set($x = )").starts_with("fault: 1:11 "));
  CHECK(rendered("#set($x = 'a").starts_with("fault: 1:11 "));
  CHECK(rendered("#foreach($x $y)#end").starts_with("fault: 1:13 `#foreach` is written"));
  CHECK(rendered("#parse('x')").starts_with("fault: 1:1 `#parse` reads files"));
  CHECK(rendered("$x[").starts_with("fault: 1:4 "));
  CHECK(rendered(std::string(400'000, 'x')) == "fault: 1:1 the template is larger than 300 KB");
}

TEST_CASE("vtl: what cannot be done says why", "[vtl]") {
  CHECK(rendered("a\n#set($l = [1])$l.get(3)") == "error: it asks for item 3 of a list of 1 (line 2 of the template)");
  CHECK(rendered("#set($s = 'abc')$s.substring(9)").starts_with("error: it asks for characters 9 to 3 of a text of 3"));
  CHECK(rendered("#set($s = 'abc')$s.replaceAll('(', '')").starts_with("error: `(` is no regular expression"));
  CHECK(rendered("#foreach($i in [1..2])#break('x')#end").starts_with("error: what `#break` names is no loop around it"));
}

TEST_CASE("vtl: time, memory and depth are bounded", "[vtl]") {
  CHECK(rendered("#foreach($i in [1..100000])#foreach($j in [1..100000])$j#end#end").starts_with("error: it takes more than"));
  CHECK(rendered("#macro(r)#r()#end#r()").starts_with("error: it nests more than"));
  CHECK(rendered("#set($s = 'x')#foreach($i in [1..40])#set($s = $s + $s)#end$s").starts_with("error: it makes more than"));
  CHECK(rendered("#set($m = {})#set($m.self = $m)$m").starts_with("error: it nests more than"));
  CHECK(rendered("#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(a|aa)+')") ==
        "error: a regular expression takes too long (line 1 of the template)");
  CHECK(rendered(std::string(1000, '(')) == std::string(1000, '('));
  CHECK(rendered("#if(" + std::string(1000, '(')).starts_with("fault: "));
  CHECK(rendered("#foreach($i in [1..3])$i#end", "", Undefined::Empty, {.steps = 5})
            .starts_with("error: it takes more than 5 steps"));
}

TEST_CASE("vtl: a program knows what no rendering of it asks for", "[vtl]") {
  const auto asks = [](std::string_view source) { return cxsam::vtl::Program::parse(source)->may_ask_for("context"); };
  CHECK_FALSE(asks("{\"statusCode\": 200} $input.body"));
  CHECK(asks("${context.requestId}"));
  CHECK(asks("#define($x)$!context.stage#end$x"));
  CHECK(asks("#evaluate($input.body)"));
  CHECK(asks("#{evaluate}($x)"));
}
