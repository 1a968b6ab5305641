"""Chinese that looks like customer service: names, phrases and texts of varied length, the same for the same seed."""

from __future__ import annotations

import random
from itertools import accumulate

_COMMON = (
    "的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发"
    "成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话"
    "儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水"
    "万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制"
    "解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快"
    "条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱"
    "党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽"
    "坏客退货款价格尺码颜色订单发票快递物流优惠券会员积分售后质量包装赠品活动满减签收地址电话预约门店库存缺货补发换新赔付投诉差评好评直播"
    "护肤精华面膜防晒卸妆敏感肌孕妇儿童羊毛外套衬衫裤鞋码偏大偏小洗涤缩水掉色毛球厚薄春夏秋冬礼盒贺卡代付拼团定金尾款预售秒杀"
)
_PHRASES = (
    "请问什么时候发货",
    "我想退货",
    "尺码偏大吗",
    "能开发票吗",
    "快递到哪里了",
    "收到的东西坏了",
    "怎么用优惠券",
    "还有库存吗",
    "可以换颜色吗",
    "孕妇能用吗",
    "地址写错了能改吗",
    "什么时候补货",
    "好的谢谢",
    "您好，在的",
    "亲，已经为您登记了",
    "请稍等，我帮您查一下",
    "已经安排补发",
    "满三百减五十",
    "麻烦提供一下订单号",
    "运费险会自动赔付",
    "会员生日有礼物",
    "门店也可以退换",
    "今天下单明天发",
    "给您申请了一张优惠券",
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
_CITIES = ("上海", "北京", "杭州", "成都", "广州", "深圳", "武汉", "西安", "长沙", "苏州", "重庆", "乌鲁木齐")
_ENDS = ("。", "？", "！", "~", "", "", "，谢谢", "呢", "吗？", "哦")

VOCABULARY = 20_000


class Words:
    """A speaker: a vocabulary used as people use theirs, few words often and many seldom."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        chars = sorted(set(_COMMON))
        self.random.shuffle(chars)
        weights = list(accumulate(1 / (place + 20) for place in range(len(chars))))
        pick = self.random.choices
        made = (
            "".join(pick(chars, cum_weights=weights, k=pick((1, 2, 3, 4), (2, 6, 2, 1))[0])) for _ in range(VOCABULARY)
        )
        self._words = [*_PHRASES, *made]
        self._weights = list(accumulate(1 / (place + 30) for place in range(len(self._words))))

    def texts(self, count: int) -> list[str]:
        """Things that customers and agents say: most short, some long, some with numbers in them."""
        pick, roll = self.random.choices, self.random.random
        lengths = pick((1, 2, 3, 5, 8, 13, 30, 80), (12, 20, 24, 20, 14, 7, 2.6, 0.4), k=count)
        words = iter(pick(self._words, cum_weights=self._weights, k=sum(lengths)))
        ends = pick(_ENDS, k=count)
        made = []
        for length, end in zip(lengths, ends, strict=True):
            text = "".join([next(words) for _ in range(length)])
            if roll() < 0.04:
                text += f"，订单号{self.random.randrange(10**11, 10**12)}"
            made.append(text + end)
        return made

    def name(self) -> str:
        """A person's name, or what people call themselves on WeChat."""
        roll = self.random.random()
        if roll < 0.75:
            return self.random.choice(_SURNAMES) + "".join(
                self.random.choices(_COMMON, k=self.random.choice((1, 2, 2)))
            )
        if roll < 0.9:
            return "".join(self.random.choices(_COMMON, k=self.random.randrange(2, 6)))
        return self.random.choice(("Amy", "小雨", "Leo", "阿杰", "Lily", "橙子", "Momo")) + str(
            self.random.randrange(1000)
        )

    def city(self) -> str:
        """Where someone lives."""
        return self.random.choice(_CITIES)

    def title(self) -> str:
        """The title of a quick reply."""
        return "".join(self.random.choices(self._words, cum_weights=self._weights, k=2))[:24]
