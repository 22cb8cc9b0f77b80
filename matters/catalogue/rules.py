"""The catalogue's questions: which matters, how they enter, change and leave, what a guide must say."""

from hall.people.roles import Role
from hall.rulebook.kinds import Bool, Choice, Text
from hall.rulebook.lists import Choices, Texts
from hall.rulebook.rule import Rule
from hall.rulebook.times import Duration
from matters.catalogue.codes import Instrument, MatterKind, Procedure

GUIDE_ELEMENTS = {
    "name": "事项名称",
    "sub_item": "子项名称",
    "type": "事项类型",
    "basis": "设定依据",
    "conditions": "受理条件",
    "quantity": "数量限制",
    "body": "实施主体",
    "service_object": "服务对象",
    "statutory_limit": "法定办结时限",
    "promised_limit": "承诺办结时限",
    "fee": "收费标准及收费依据",
    "fee_payment": "缴费方式",
    "materials": "所需材料",
    "form_sample": "申请书示范文本",
    "flow": "办理流程",
    "form": "办理形式",
    "place": "办理地点",
    "hours": "办理时间",
    "result": "办理结果",
    "consult": "咨询方式",
    "complaint": "监督投诉方式",
    "staff": "工作人员",
    "office_phone": "办公电话",
}
GUIDE_DOCUMENTS = {
    "guide": "办事指南",
    "review_rules": "受理审查工作细则",
    "materials_list": "申请材料受理清单",
    "samples": "样本（示范文本）",
}
UPDATE_TASKS = {
    "guide": "办事指南",
    "list_and_samples": "事项受理清单及样本",
    "knowledge": "咨询知识库",
}
TOLD_PROCEDURES = dict(Procedure.choices) | {"site_survey": "现场踏勘"}
EXCEPTIONS = {
    "state_security": "国家安全",
    "secret": "涉密",
    "sensitive": "敏感",
    "no_conditions": "不具备集中办理条件",
    "premises": "场地限制",
    "other": "其他特殊因素",
}
LISTS = {
    "one_visit": "最多跑一次",
    "intermediary": "中介服务",
    "tolerant": "容缺受理",
    "proof": "证明事项",
    "instant": "即办事项",
    "one_certificate": "一证办理",
    "charged": "收费事项",
}
CHAIN = {role.value: role.label for role in Role if role != Role.SYSTEM}

Rule("catalogue.matter_types", Choices(MatterKind), "进驻的事项类型", "本厅事项目录只设这些类型。")
Rule(
    "catalogue.both_channels",
    Bool(),
    "线上线下由申请人选择",
    "事项须同时开通网上和窗口办理；只开一种的须写明原因，才能公布。",
)
Rule("catalogue.public_service_name", Text(), "服务类事项的名称", "本厅制度怎样称呼公共服务事项。")
Rule("catalogue.lists", Choices(LISTS), "须编制的专项清单", "目录之外另须编制公布的清单。")

Rule(
    "catalogue.entry_chain",
    Choices(CHAIN, ordered=True),
    "事项进驻、退出的审批环节",
    "按顺序审批，缺一不可。",
)
Rule(
    "catalogue.change_chain",
    Choices(CHAIN, ordered=True),
    "事项调整、变更的审批环节",
    "按顺序审批，缺一不可。",
)
Rule("catalogue.change_notifies_bureau", Bool(), "调整后告知政务服务局", "事项信息变化后是否告知管理机构。")
Rule(
    "catalogue.first_reviewer",
    Choice({Role.HALL_OFFICE.value: "政务服务中心（大厅管理室）", Role.BUREAU.value: "政务服务局"}),
    "进驻、退出的初审",
    "由谁提出初审意见。",
)
Rule(
    "catalogue.change_grounds",
    Texts(),
    "事项增加、取消、变更的情形",
    "提出调整申请时从中选择一种。",
)
Rule(
    "catalogue.document_grounds",
    Texts(),
    "须写明文件的情形",
    "因这些情形提出调整的，须写明依据文件的名称和文号。",
)
Rule(
    "catalogue.effected_by",
    Choice({"approval": "核准即生效", "centre": "核准后由中心落实"}),
    "进驻、退出的落实",
    "核准之后何时生效。",
)
Rule(
    "catalogue.entry_names_approvers",
    Bool(),
    "进驻申请写明审批人员",
    "新增事项的书面申请是否须写明审批人员。",
)
Rule(
    "catalogue.entry_needs_delegation",
    Bool(),
    "进驻前须审批授权",
    "没有授权具体人员在大厅审批的事项是否不得进驻（须集体决策的除外）。",
)
Rule(
    "catalogue.standard_list",
    Bool(),
    "进驻以基本目录为准",
    "不在事项基本目录中的事项是否不得进驻。",
)
Rule(
    "catalogue.change_filing",
    Duration(),
    "提出调整申请的期限",
    "事项发生变化（或者经核准）之后多久提出申请，超过的标记为迟延。",
    off="不标记迟延",
)
Rule("catalogue.exception_grounds", Choices(EXCEPTIONS), "可以不进驻的情形", "除此以外应进必进。")
Rule(
    "catalogue.exception_approval",
    Choice({"government": "须经本级政府批准（涉密除外）", "ground": "写明情形即可"}),
    "不进驻的批准",
    "事项不进驻大厅需要什么手续。",
)
Rule("catalogue.entrust_instrument", Choice(Instrument), "委托受理的文书", "部门委托大厅代为受理凭何文书。")

Rule(
    "guide.required",
    Choices(GUIDE_ELEMENTS),
    "办事指南的要素",
    "缺少任何一项不得发布。",
    keeps_national=True,
)
Rule("guide.public_fields", Choices(GUIDE_ELEMENTS), "对外公布的要素", "在网站、移动端公布的内容。")
Rule("guide.documents", Choices(GUIDE_DOCUMENTS), "须备的指南文件", "进驻综合窗口前应当备齐的文件。")
Rule(
    "guide.special_procedures",
    Choices(TOLD_PROCEDURES),
    "指南中须告知的特别程序",
    "事项涉及这些程序的，指南应写明所需时间（踏勘写明时间、地点、内容、人员、方式）。",
)
Rule(
    "guide.vague_words",
    Texts(),
    "材料名称中的模糊用语",
    "材料名称含有这些词的不得发布。",
    off="不检查模糊用语",
)
Rule(
    "guide.vague_text",
    Texts(),
    "指南正文中的模糊用语",
    "受理条件、办理流程等正文含有这些词的不得发布，书名号内引用的法律名称除外。",
    off="不检查正文",
)
Rule(
    "guide.result_sample",
    Bool(),
    "须有结果样本",
    "没有办理结果样本的指南不得发布。",
)
Rule(
    "guide.uniform_elements",
    Choices(GUIDE_ELEMENTS),
    "须与上级统一的要素",
    "同一事项在不同层级、不同区域必须一致的指南要素。",
)
Rule("guide.material_basis_required", Bool(), "材料须有依据", "每项材料是否须写明法律、法规、规章的依据。")
Rule(
    "guide.update",
    Duration(),
    "指南更新期限",
    "依据、材料、程序变化之后多久发布新的指南，超过的标记为迟延。",
    off="不标记迟延",
)
Rule(
    "guide.update_tasks",
    Choices(UPDATE_TASKS),
    "变化后须更新的内容",
    "事项信息变化后要逐项更新的内容，全部完成才算更新完毕。",
)
