// Whose findings are told: cxsam's own, or those that readers of cfn-lint's output expect. The two agree on what is wrong; they
// differ on what nobody can see from the template alone, and on what cfn-lint passes over.
#pragma once

#include "template/effective.h"

namespace cxsam::lint {

/// Each member is as cxsam has it. Source: cfn-lint 1.58, what it reports of the templates of tests/conformance.
struct Dialect {
  /// Ids that cfn-lint does not have count by themselves; else only where they are included.
  bool has_own_ids = true;
  /// What the SAM transform refuses is told, and its resources are known by name; else names that begin like a serverless
  /// resource may be generated ones, and of the transform's errors only those in loops (`Fn::ForEach`) are told.
  bool expands_serverless = true;
  /// Where the transform, E1001 or a rule of cxsam's own has found something, the schemas are silent; else these speak first,
  /// and E1001 is silent about sections that they refuse.
  bool own_findings_first = true;
  /// Macros and `Fn::Transform` may bring in names, so that none can be said to be missing.
  bool macros_bring_names = true;
  /// W1020, W2001 and W3037 look at templates with a transform, too.
  bool reads_transformed = true;
  /// A `Ref` whose name a function would give is wrong.
  bool reads_computed_names = true;
  /// Names in the arguments of the functions about lists that `Rules` have (`Fn::Contains`) are looked up.
  bool reads_lists_of_rules = true;
  /// A number with a fraction is no whole one.
  bool refuses_fractions = true;
  /// An empty list or map is no value of an output.
  bool refuses_empty_outputs = true;
  /// A function in tags is judged once; else by the schema of the type and by that of tags (E3024).
  bool judges_tags_once = true;
  /// A key that is nearly the one that is missing is told alone.
  bool tells_misspelt_once = true;
  /// A circle is one finding, at the first of its resources; else each of them has one.
  bool tells_circles_once = true;
  /// A runtime that a function gives is told under the rule's id, at the property; else under the function's.
  bool sees_through_functions = true;
  /// A runtime that Lambda makes no new functions with is only warned of while functions that are there can be updated.
  bool counts_updates = true;
  /// Every key that is used twice is told, where it stands again; else those of the map that is read to its end first, and the
  /// first place of one of them.
  bool tells_all_duplicates = true;
  /// A loop without its transform is told by E1032 alone, and may bring in names; else its key is a name like others.
  bool tells_loops_once = true;
  /// What has a `Type` that is no text has a name all the same, and a parameter of no known type gives a text; else what names
  /// the one leads nowhere, and the other gives nothing.
  bool names_untyped = true;
  /// `Properties` that are no map are wrong; else they are none where `Globals` has such of the type, and where they are null
  /// and AWS::LanguageExtensions is asked for.
  bool keeps_odd_properties = true;
  /// A property that `Globals` has, too, stands where the resource writes it; else where `Globals` does.
  tmpl::SharedKey shared_key = tmpl::SharedKey::Own;
  /// Mappings are looked up wherever a function asks for them; else where a schema says more of the value than its type.
  bool looks_up_everywhere = true;
  /// Functions are read in every value; else not in a map or list that has several forms in the schema of a serverless
  /// resource, nor in a member of which that says that it may be anything, as a variable with `_` in its name.
  bool reads_all_forms = true;
  /// The rules that are code look at resources whose name is wrong, too.
  bool reads_misnamed = true;
  /// Nothing, or a number, where a function wants a text is told.
  bool wants_texts = true;
  /// What an attribute gives is converted where another kind of scalar is wanted; else it has the type that its schema says,
  /// and where a whole number or a flag is wanted, anything will do.
  bool converts_attributes = true;
  /// A value in none of several forms is wrong whatever a function in it gives; else it may still be right.
  bool judges_open_forms = true;
  /// What is wrong with a function itself is told of it alone; else a value that holds such a function has none of several
  /// forms, and is the name of nothing.
  bool forgives_broken_calls = true;
  /// `Hooks` are a section.
  bool knows_hooks = true;
  /// A time may be one of another zone than UTC.
  bool knows_zones = true;
  /// One value cannot equal two constants, whether its parameter has AllowedValues or not; what they leave no other choice
  /// for may be wanted all the same, the day that another is allowed.
  bool tells_constants_apart = true;
  /// Serverless types of which no attribute is described may have any, and names in attributes lead to what SAM makes; else
  /// they have none, and few do.
  bool trusts_serverless = true;
  /// A dynamic reference is looked up in properties alone; else it may stand for the name of a resource or a condition, and for
  /// what becomes of a resource.
  bool resolves_properties_alone = true;
  /// The default of a `Number` is a number; else any text may be one.
  bool wants_numbers = true;
  /// What a `Ref` or an attribute gives will do where a number, JSON or any text is wanted; else only where it is described as
  /// that.
  bool forgives_loose_formats = true;
  /// A rule looks at all places where AWS wants what it says; else not at cache behaviours beside the default one, the creation
  /// policies of instances, an action's `TemplateConfiguration`, what hangs on an engine or a name that a function gives, and
  /// the kinds of texts that the definition of a property asks for.
  bool fills_gaps = true;
  /// A key of a table that a function names may be any of its attributes, and an artifact any that an action takes; else they
  /// are none of them.
  bool trusts_computed_names = true;
  /// That a map or list is there decides what else is wanted; else only where no function is in it.
  bool decides_by_presence = true;
};

inline constexpr Dialect kCxsam{};

inline constexpr Dialect kCfnLint{
    .has_own_ids = false,
    .expands_serverless = false,
    .own_findings_first = false,
    .macros_bring_names = false,
    .reads_transformed = false,
    .reads_computed_names = false,
    .reads_lists_of_rules = false,
    .refuses_fractions = false,
    .refuses_empty_outputs = false,
    .judges_tags_once = false,
    .tells_misspelt_once = false,
    .tells_circles_once = false,
    .sees_through_functions = false,
    .counts_updates = false,
    .tells_all_duplicates = false,
    .tells_loops_once = false,
    .names_untyped = false,
    .keeps_odd_properties = false,
    .shared_key = tmpl::SharedKey::Inherited,
    .looks_up_everywhere = false,
    .reads_all_forms = false,
    .reads_misnamed = false,
    .wants_texts = false,
    .converts_attributes = false,
    .judges_open_forms = false,
    .forgives_broken_calls = false,
    .knows_hooks = false,
    .knows_zones = false,
    .tells_constants_apart = false,
    .trusts_serverless = false,
    .resolves_properties_alone = false,
    .wants_numbers = false,
    .forgives_loose_formats = false,
    .fills_gaps = false,
    .trusts_computed_names = false,
    .decides_by_presence = false,
};

}  // namespace cxsam::lint
